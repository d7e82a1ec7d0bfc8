/** What is common to images and texts: a class per item, which of them are for what, and whether they are fit for it. */
@NullMarked
package dev.fairway.training.items;

import org.jspecify.annotations.NullMarked;
