-- Opens a draft in Neovim with the language server, edits it there, and prints the diagnostics before and after, each list on a
-- line of its own. `compare.py` runs it.
local binary = os.getenv("COPYDESK")
local path = vim.fn.fnamemodify(os.getenv("DRAFT"), ":p")
vim.cmd("edit " .. vim.fn.fnameescape(path))
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({
  name = "copydesk",
  cmd = { binary, "lsp" },
  root_dir = vim.fn.fnamemodify(path, ":h"),
})
vim.lsp.buf_attach_client(buffer, client)

-- Publishing is the only sign of a check, and an empty list is one too.
local checks = 0
local publish = vim.lsp.handlers["textDocument/publishDiagnostics"]
vim.lsp.handlers["textDocument/publishDiagnostics"] = function(...)
  publish(...)
  checks = checks + 1
end

local function shown(after)
  local come = vim.wait(60000, function() return checks > after end, 20)
  if not come then
    io.stderr:write("no diagnostics came\n")
    vim.cmd("cquit 1")
  end
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, {
      rule = one.code or one.user_data.lsp.code,
      message = one.message,
      start = { one.lnum, one.col },
      ["end"] = { one.end_lnum, one.end_col },
    })
  end
  io.stdout:write(vim.fn.json_encode(found) .. "\n")
end

shown(0)
-- A new first line; Neovim sends it as an edit by range.
local before = checks
vim.api.nvim_buf_set_lines(buffer, 0, 0, false, { "The café 😀 sent an e-mail.", "" })
shown(before)
vim.cmd("qall!")
