package dev.fairway.registry;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the registry keeps what it is given.
 *
 * @param directory the folder of all versions' files; replicas that share a database share this folder too
 */
@ConfigurationProperties("fairway.registry")
record RegistryProperties(Path directory) {}
