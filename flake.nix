# `nix run github:copydesk/copydesk -- check draft.md`, or the package in a configuration of your own.
{
  description = "An editorial linter and attribution checker for news copy";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
      each = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
    in
    {
      packages = each (pkgs: rec {
        default = copydesk;
        copydesk = pkgs.rustPlatform.buildRustPackage {
          pname = "copydesk";
          version = (nixpkgs.lib.importTOML ./Cargo.toml).package.version;
          src = self;
          cargoLock.lockFile = ./Cargo.lock;
          # Nix builds without the history.
          env.COPYDESK_COMMIT = self.shortRev or self.dirtyShortRev or "";
          # The tests read the whole repository and start other programs; they run before each release.
          doCheck = false;
          nativeBuildInputs = [ pkgs.installShellFiles ];
          postInstall = nixpkgs.lib.optionalString (pkgs.stdenv.buildPlatform.canExecute pkgs.stdenv.hostPlatform) ''
            bash packaging/share.sh $out/bin/copydesk share
            installManPage share/man/man1/*.1
            installShellCompletion share/completions/{copydesk.bash,_copydesk,copydesk.fish}
          '';
          meta = {
            description = "Editorial linter and attribution checker for news copy";
            homepage = "https://github.com/copydesk/copydesk";
            license = [
              nixpkgs.lib.licenses.mit
              nixpkgs.lib.licenses.asl20
            ];
            mainProgram = "copydesk";
          };
        };
      });

      devShells = each (pkgs: {
        default = pkgs.mkShell { inputsFrom = [ self.packages.${pkgs.stdenv.hostPlatform.system}.default ]; };
      });
    };
}
