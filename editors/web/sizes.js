// Prints how large the module is, as it lies and as servers send it.

import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const module = readFileSync(new URL("dist/wasm/copydesk_bg.wasm", import.meta.url));
const brotli = brotliCompressSync(module, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: module.length } });
const mega = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
console.log(`copydesk_bg.wasm: ${mega(module.length)}, gzip ${mega(gzipSync(module, { level: 9 }).length)}, brotli ${mega(brotli.length)}`);
