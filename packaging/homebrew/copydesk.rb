# The formula for a tap: copy it to Formula/copydesk.rb in the tap's repository. Homebrew does not install a formula from a path.
class Copydesk < Formula
  desc "Editorial linter and attribution checker for news copy"
  homepage "https://github.com/copydesk/copydesk"
  url "https://github.com/copydesk/copydesk.git", tag: "v0.1.0"
  license any_of: ["MIT", "Apache-2.0"]
  head "https://github.com/copydesk/copydesk.git", branch: "main"

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    system bin/"copydesk", "man", "--folder", man1
    generate_completions_from_executable(bin/"copydesk", "completions")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/copydesk -V") unless build.head?
    (testpath/"draft.md").write "The clerk sent an e-mail.\n"
    assert_match "style/preferred-terms", shell_output("#{bin}/copydesk check draft.md", 1)
  end
end
