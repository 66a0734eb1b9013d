/** How authorities are reached: each behind the port of the room that keeps filings. */
package dev.pullcord.authorities;
