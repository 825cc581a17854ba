# The gateway as an image. Both stages start from BASE, which needs a JDK 25; give RUNTIME to run on a smaller one.
#   docker build -t claw-gateway .
#   docker build --build-arg BASE=... --build-arg RUNTIME=... -t claw-gateway .
ARG BASE=eclipse-temurin:25-jdk
ARG RUNTIME=eclipse-temurin:25-jre

FROM ${BASE} AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -q -pl gateway-cli -am package -Dmaven.test.skip=true \
      -Dspotless.check.skip=true -Denforcer.skip=true -Dmdep.analyze.skip=true

FROM ${RUNTIME}
RUN groupadd --system --gid 10001 claw-gateway \
 && useradd --system --uid 10001 --gid 10001 --home-dir /var/lib/claw-gateway --create-home \
      --shell /usr/sbin/nologin claw-gateway
COPY --from=build /src/gateway-cli/target/claw-gateway /opt/claw-gateway
COPY --from=build /src/config/container.toml /etc/claw-gateway/gateway.toml
RUN /opt/claw-gateway/bin/claw-gateway warm-up
USER claw-gateway
WORKDIR /var/lib/claw-gateway
VOLUME /var/lib/claw-gateway
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["/opt/claw-gateway/bin/claw-gateway"]
CMD ["--config", "/etc/claw-gateway/gateway.toml"]
