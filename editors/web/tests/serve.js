// Serves `dist` on this machine, and a browser in which every request is seen.

import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../dist/", import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

export function serve() {
  const server = createServer((request, response) => {
    const asked = path.join(folder, path.normalize(new URL(request.url, "http://localhost").pathname));
    const file = asked.endsWith(path.sep) ? path.join(asked, "index.html") : asked;
    if (!file.startsWith(folder) || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "text/plain" }).end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

const browsers = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"];
export const chromium = [process.env.CHROMIUM, ...browsers].find((file) => file && existsSync(file));
