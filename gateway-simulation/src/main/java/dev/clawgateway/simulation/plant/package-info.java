/**
 * Bugs put into the product on purpose, one at a time, to see that the simulation finds them. They
 * exist only as small files of the test tree; nothing of the product knows of them.
 */
@NullMarked
package dev.clawgateway.simulation.plant;

import org.jspecify.annotations.NullMarked;
