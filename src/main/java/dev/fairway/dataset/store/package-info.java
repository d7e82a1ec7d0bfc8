/** Where data sets lie: a folder each, and a row in the database that names it. */
@NullMarked
package dev.fairway.dataset.store;

import org.jspecify.annotations.NullMarked;
