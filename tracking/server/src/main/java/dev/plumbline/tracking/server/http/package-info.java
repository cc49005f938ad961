/**
 * The routes over HTTP: who may call, what is logged, how bodies come and go. Read first: {@link
 * dev.plumbline.tracking.server.http.ApiHandler}, {@link
 * dev.plumbline.tracking.server.http.Authorization}.
 */
package dev.plumbline.tracking.server.http;
