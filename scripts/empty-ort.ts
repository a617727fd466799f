/** Stands in for the ONNX Runtime that transformers.js imports and never uses here (see vite.config.ts). */
export {};
