# copydesk alone: a static binary that needs no user, no shell and no network.
#
#   docker build --tag copydesk .
#   docker run --rm --network none --volume "$PWD:/drafts:ro" copydesk check draft.md
#
# A program that is already built, static, goes in without a compiler: docker build --build-context build=FOLDER .
FROM rust:1-alpine AS build
RUN apk add --no-cache build-base
WORKDIR /src
COPY . .
# What `copydesk --version` says it was built from: --build-arg COPYDESK_COMMIT="$(git rev-parse --short=9 HEAD)"
ARG COPYDESK_COMMIT=
RUN cargo build --release --locked --bin copydesk && cp target/release/copydesk /copydesk

FROM scratch
COPY LICENSE-APACHE LICENSE-MIT /
COPY --from=build /copydesk /bin/copydesk
USER 65532:65532
WORKDIR /drafts
ENTRYPOINT ["/bin/copydesk"]
CMD ["check"]
