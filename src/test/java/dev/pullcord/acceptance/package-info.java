/** The service as others meet it: a process of its own, spoken with by HTTP only, killed when a test says so. */
package dev.pullcord.acceptance;
