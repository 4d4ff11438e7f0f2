import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** This machine itself (not what a proxy on it passes on), or who has the bearer token. */
export function isHereOrHas(request: FastifyRequest, token: string | undefined): boolean {
  const forwarded =
    request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  if (isLoopback(request.socket.remoteAddress ?? '') && !forwarded) return true;
  if (token === undefined) return false;
  const given = Buffer.from(request.headers.authorization ?? '');
  const asked = Buffer.from(`Bearer ${token}`);
  return given.length === asked.length && timingSafeEqual(given, asked);
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
