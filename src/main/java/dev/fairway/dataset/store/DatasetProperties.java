package dev.fairway.dataset.store;

import dev.fairway.dataset.archive.ArchiveLimits;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where data sets lie and how large they may be.
 *
 * @param directory folder of the stored tables; one service owns it
 * @param maxSize most bytes of one upload
 * @param maxColumns most columns of one table
 * @param imports uploads that are read at the same time, each with a memory of its own
 * @param maxPixels most pixels of one image
 * @param archive how much may come out of an archive
 */
@ConfigurationProperties("fairway.dataset")
record DatasetProperties(
        Path directory,
        @DefaultValue("2GB") DataSize maxSize,
        @DefaultValue("2000") int maxColumns,
        @DefaultValue("2") int imports,
        @DefaultValue("50000000") int maxPixels,
        @NestedConfigurationProperty @DefaultValue ArchiveLimits archive) {}
