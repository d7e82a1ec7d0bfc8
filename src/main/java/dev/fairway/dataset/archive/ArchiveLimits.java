package dev.fairway.dataset.archive;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much may come out of an archive.
 *
 * @param maxEntries most files in one
 * @param maxUnpacked most bytes of all its files
 * @param maxRatio how many times its own size an archive may unpack to, from 64 MB on; only bombs have more
 * @param maxItem most bytes of one image or text
 */
public record ArchiveLimits(
        @DefaultValue("1000000") int maxEntries,
        @DefaultValue("16GB") DataSize maxUnpacked,
        @DefaultValue("200") int maxRatio,
        @DefaultValue("32MB") DataSize maxItem) {}
