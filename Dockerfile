# syntax=docker/dockerfile:1
# Builds Parvis and keeps the program alone:  docker build -t parvis .
# Runs it:  docker run -p 8080:8080 -v parvis:/var/lib/parvis parvis
# The versions of the base images are those that the project is tested with.

FROM rust:1.95-bookworm AS build
# The pages are bundled with Node 20 while the program is compiled.
COPY --from=node:20-bookworm-slim /usr/local/bin/node /usr/local/bin/node
COPY --from=node:20-bookworm-slim /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /parvis
COPY . .
RUN cargo build --locked --profile dist --bin parvis

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/parvis --create-home parvis
COPY --from=build /parvis/target/dist/parvis /usr/local/bin/parvis
COPY --from=build /parvis/LICENSE /parvis/LICENSE.fr /parvis/NOTICE /usr/share/doc/parvis/
USER 10001:10001
WORKDIR /var/lib/parvis
VOLUME /var/lib/parvis
# Inside a container the address of this machine is nobody's; the reverse proxy outside has TLS.
ENV PARVIS_LISTEN=0.0.0.0:8080 \
    PARVIS_DATABASE=sqlite:/var/lib/parvis/parvis.db \
    PARVIS_LOG_FORMAT=json \
    GLIBC_TUNABLES=glibc.malloc.arena_max=2:glibc.malloc.mmap_threshold=131072:glibc.malloc.trim_threshold=131072 \
    MIMALLOC_PURGE_DELAY=0 \
    MIMALLOC_ALLOW_THP=0
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["parvis"]
CMD ["serve"]
