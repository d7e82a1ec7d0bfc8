/** Favourable predictions per protected group, and whether the groups fare alike. */
@NullMarked
package dev.fairway.monitoring.bias;

import org.jspecify.annotations.NullMarked;
