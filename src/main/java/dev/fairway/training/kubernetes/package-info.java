/** Workers of train jobs in a cluster: a Kubernetes Job of the same image for each. */
@NullMarked
package dev.fairway.training.kubernetes;

import org.jspecify.annotations.NullMarked;
