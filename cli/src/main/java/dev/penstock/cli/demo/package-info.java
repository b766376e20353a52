/** The main job of Penstock, shown from the first account to the deployed site. */
@NullMarked
package dev.penstock.cli.demo;

import org.jspecify.annotations.NullMarked;
