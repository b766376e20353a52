/** The whole product from outside: real server processes, the unmodified AWS CLI and boto3. */
@NullMarked
package dev.penstock.cli.endtoend;

import org.jspecify.annotations.NullMarked;
