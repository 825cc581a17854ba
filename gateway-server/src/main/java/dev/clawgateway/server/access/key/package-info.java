/** The keys that tokens are signed with: configured, or made and kept beside the store. */
@NullMarked
package dev.clawgateway.server.access.key;

import org.jspecify.annotations.NullMarked;
