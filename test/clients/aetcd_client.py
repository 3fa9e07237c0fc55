"""aetcd against one member: HOST:PORT. Ends with 1 at the first wrong answer."""

import asyncio
import sys

import aetcd


async def main(address):
    host, port = address.split(":")
    async with aetcd.Client(host=host, port=int(port), timeout=10) as client:
        await client.put(b"aetcd", b"one")
        assert (await client.get(b"aetcd")).value == b"one"
        assert await client.replace(b"aetcd", b"one", b"two")
        lease = await client.lease(30)
        await client.put(b"aetcd/leased", b"v", lease=lease)
        await lease.refresh()
        await lease.revoke()
        assert await client.get(b"aetcd/leased") is None
        async with client.lock(b"aetcd-lock", ttl=10) as lock:
            assert await lock.is_acquired()
        assert await client.delete(b"aetcd")


asyncio.run(asyncio.wait_for(main(sys.argv[1]), 20))
