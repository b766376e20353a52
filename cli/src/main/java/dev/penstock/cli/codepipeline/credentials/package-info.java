/** Where the key comes from that signs a call: the sources of the AWS CLI, in its order. */
@NullMarked
package dev.penstock.cli.codepipeline.credentials;

import org.jspecify.annotations.NullMarked;
