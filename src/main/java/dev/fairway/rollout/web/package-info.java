/** How the calls of models are shared out, over HTTP. */
@NullMarked
package dev.fairway.rollout.web;

import org.jspecify.annotations.NullMarked;
