/** Whether a loaded version still gives the outputs that whoever made it wrote down. */
@NullMarked
package dev.fairway.inference.golden;

import org.jspecify.annotations.NullMarked;
