/** What is shipped around the service: the Helm chart, the dashboard. */
@NullMarked
package dev.fairway.packaging;

import org.jspecify.annotations.NullMarked;
