@NullMarked
package dev.clawgateway.client;

import org.jspecify.annotations.NullMarked;
