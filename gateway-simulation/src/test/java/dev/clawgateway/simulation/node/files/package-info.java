@NullMarked
package dev.clawgateway.simulation.node.files;

import org.jspecify.annotations.NullMarked;
