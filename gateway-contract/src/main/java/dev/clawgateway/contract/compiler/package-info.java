/**
 * Makes the contract from its parts when this module is built, and refuses what is not whole. In no
 * jar.
 */
@NullMarked
package dev.clawgateway.contract.compiler;

import org.jspecify.annotations.NullMarked;
