# Builds with nothing but a container engine: docker build -t fairway .
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY mvnw pom.xml ./
COPY .mvn .mvn
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q dependency:go-offline
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q -Dmaven.test.skip=true -Dspotless.check.skip=true package \
 && java -Djarmode=tools -jar target/fairway-*.jar extract --layers --launcher --destination out

# libtorch and the tokenizers lie unpacked in the image: the root file system may then be read-only, and a start costs no extraction.
# The sum of a tensor is asked for, so that an image without a working engine is never built.
FROM build AS natives
ENV DJL_CACHE_DIR=/opt/djl ENGINE_CACHE_DIR=/opt/djl DJL_OFFLINE=true OPT_OUT_TRACKING=true
RUN printf '%s\n' \
      'import ai.djl.ndarray.NDManager;' \
      'void main() {' \
      '    try (var manager = NDManager.newBaseManager()) {' \
      '        if (manager.ones(new ai.djl.ndarray.types.Shape(3)).sum().getFloat() != 3) System.exit(1);' \
      '    }' \
      '    ai.djl.huggingface.tokenizers.jni.LibUtils.checkStatus();' \
      '    ai.onnxruntime.OrtEnvironment.getEnvironment();' \
      '}' > Warm.java \
 && java --enable-native-access=ALL-UNNAMED -cp 'out/dependencies/BOOT-INF/lib/*' Warm.java \
 && chmod -R a+rX /opt/djl
# ONNX Runtime would unpack its library at every start; other platforms' go.
RUN mkdir -p onnxruntime /opt/onnxruntime && cd onnxruntime \
 && lib=$(ls /src/out/dependencies/BOOT-INF/lib/onnxruntime-*.jar) && jar xf "$lib" \
 && cp ai/onnxruntime/native/linux-"$(uname -m | sed 's/x86_64/x64/')"/*.so /opt/onnxruntime/ \
 && rm -r ai/onnxruntime/native && jar cfM "$lib" . && chmod -R a+rX /opt/onnxruntime
# DuckDB's library lies beside its jar instead of in it, where it is loaded without unpacking; other platforms' go.
RUN mkdir duckdb && cd duckdb && lib=$(ls /src/out/dependencies/BOOT-INF/lib/duckdb_jdbc-*.jar) && jar xf "$lib" \
 && cp "libduckdb_java.so_linux_$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')" "$(dirname "$lib")/" \
 && rm libduckdb_java.so_* && jar cfM "$lib" .

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Fairway" \
      org.opencontainers.image.description="Serves deep-learning models, watches them for drift and bias, retrains them" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --system --gid 10001 fairway \
 && useradd --system --uid 10001 --gid 10001 --home-dir /var/lib/fairway --shell /usr/sbin/nologin fairway \
 && install -d -o 10001 -g 10001 -m 0750 /var/lib/fairway
WORKDIR /app
COPY --from=natives /opt/djl/ /opt/djl/
COPY --from=natives /opt/onnxruntime/ /opt/onnxruntime/
COPY --from=natives /src/out/dependencies/ ./
COPY --from=build /src/out/spring-boot-loader/ ./
COPY --from=build /src/out/snapshot-dependencies/ ./
COPY --from=build /src/out/application/ ./

# A container listens on all its interfaces and therefore asks for a key (FAIRWAY_SECURITY_KEYS).
# Uploads are buffered in the data directory: /tmp may be small. The heap is a third of the memory: libtorch and the
# workers of train jobs live beside it.
ENV FAIRWAY_HOME=/var/lib/fairway \
    FAIRWAY_SECURITY_MODE=key \
    SERVER_TOMCAT_BASEDIR=/var/lib/fairway/tmp \
    DJL_CACHE_DIR=/opt/djl \
    ENGINE_CACHE_DIR=/opt/djl \
    DJL_OFFLINE=true \
    OPT_OUT_TRACKING=true \
    OMP_NUM_THREADS=1 \
    OMP_WAIT_POLICY=PASSIVE \
    MALLOC_ARENA_MAX=2
USER 10001:10001
VOLUME /var/lib/fairway
EXPOSE 8080 8081
# In plain bash, as not every JRE image has curl.
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=33", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", \
  "-Donnxruntime.native.path=/opt/onnxruntime", "-cp", "/app", "org.springframework.boot.loader.launch.JarLauncher"]
