/** Accounts, their access keys, and the client pairs by which partners know them. */
@NullMarked
package dev.penstock.store.account;

import org.jspecify.annotations.NullMarked;
