/** What a token looks like: claims to signed text and back, and nothing of what follows from it. */
@NullMarked
package dev.clawgateway.server.access.token;

import org.jspecify.annotations.NullMarked;
