/** Messages and stubs of the gRPC protocol, written by protoc from {@code src/main/proto}. */
@NullMarked
package dev.fairway.inference.grpc.wire;

import org.jspecify.annotations.NullMarked;
