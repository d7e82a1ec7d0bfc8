/** Tables as tensors: a tensor per column of a request, and what is predicted of its rows as the tensors of an answer. */
@NullMarked
package dev.fairway.inference.table;

import org.jspecify.annotations.NullMarked;
