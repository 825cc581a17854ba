@NullMarked
package dev.clawgateway.server.health;

import org.jspecify.annotations.NullMarked;
