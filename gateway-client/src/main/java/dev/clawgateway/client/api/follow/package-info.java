/** What happens at a gateway, told as it happens. */
@NullMarked
package dev.clawgateway.client.api.follow;

import org.jspecify.annotations.NullMarked;
