/**
 * Who is in the mesh between nodes, as control sees it: a port that whoever runs the mesh
 * implements. Knows no wire form and changes nothing.
 */
@NullMarked
package dev.clawgateway.control.mesh;

import org.jspecify.annotations.NullMarked;
