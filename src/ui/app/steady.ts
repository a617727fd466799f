/**
 * `derive`, but the very same value as long as the arguments are the same. Elements draw themselves anew for every new array,
 * whatever is in it, and the page is drawn with every key and every step.
 */
export function steady<Args extends readonly unknown[], Value>(
  derive: (...args: Args) => Value,
): (...args: Args) => Value {
  let last: { readonly args: Args; readonly value: Value } | null = null;
  return (...args) => {
    if (last === null || args.some((arg, index) => !Object.is(arg, last?.args[index]))) {
      last = { args, value: derive(...args) };
    }
    return last.value;
  };
}
