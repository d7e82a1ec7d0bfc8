/** The Open Inference Protocol over gRPC. */
@NullMarked
package dev.fairway.inference.grpc;

import org.jspecify.annotations.NullMarked;
