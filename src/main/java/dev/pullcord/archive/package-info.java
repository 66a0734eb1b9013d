/** Where closed cases lie that Redis no longer has: one file, searched by id, account and time. */
package dev.pullcord.archive;
