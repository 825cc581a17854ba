@NullMarked
package dev.clawgateway.client.runner;

import org.jspecify.annotations.NullMarked;
