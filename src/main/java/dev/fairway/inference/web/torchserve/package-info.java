/** TorchServe's and DJL Serving's calls over HTTP. */
@NullMarked
package dev.fairway.inference.web.torchserve;

import org.jspecify.annotations.NullMarked;
