@NullMarked
package dev.fairway.inference.grpc;

import org.jspecify.annotations.NullMarked;
