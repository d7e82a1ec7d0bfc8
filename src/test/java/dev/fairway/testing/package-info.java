/** What tests of every module share: a running service, databases to test persistence on, the shared real data. */
@NullMarked
package dev.fairway.testing;

import org.jspecify.annotations.NullMarked;
