/**
 * Solves `matrix * x = right` for a symmetric, positive matrix, by Cholesky's decomposition.
 * @param matrix n rows of n
 * @throws RangeError where the matrix is not positive
 */
export function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const n = right.length;
  const lower = matrix.map((row) => row.slice());
  const at = (row: number, column: number): number => lower[row]?.[column] ?? 0;
  const set = (row: number, column: number, value: number): void => {
    const numbers = lower[row];
    if (numbers !== undefined) numbers[column] = value;
  };
  for (let column = 0; column < n; column++) {
    for (let row = column; row < n; row++) {
      let sum = at(row, column);
      for (let k = 0; k < column; k++) sum -= at(row, k) * at(column, k);
      if (row === column && !(sum > 0)) throw new RangeError('The matrix is not positive.');
      set(row, column, row === column ? Math.sqrt(sum) : sum / at(column, column));
    }
  }
  const x = right.slice();
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < row; k++) x[row] = (x[row] ?? 0) - at(row, k) * (x[k] ?? 0);
    x[row] = (x[row] ?? 0) / at(row, row);
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) x[row] = (x[row] ?? 0) - at(k, row) * (x[k] ?? 0);
    x[row] = (x[row] ?? 0) / at(row, row);
  }
  return x;
}
