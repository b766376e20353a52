/** What the operations of the CodePipeline API do, one class for each group of them. */
@NullMarked
package dev.penstock.server.operations;

import org.jspecify.annotations.NullMarked;
