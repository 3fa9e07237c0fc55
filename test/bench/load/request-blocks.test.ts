import { expect } from 'chai';
import { HpackDecoder } from '../../../src/rpc/hpack/decoder.ts';
import { RequestBlocks } from './request-blocks.ts';

const PUT = '/etcdserverpb.KV/Put';
const RANGE = '/etcdserverpb.KV/Range';

describe('Request headers of the load generator', () => {
  it('decode to the same request each time, whatever was asked between', () => {
    const blocks = new RequestBlocks('127.0.0.1:2379');
    const decoder = new HpackDecoder(4096, 8192);
    for (const path of [PUT, PUT, RANGE, PUT, RANGE, RANGE, PUT]) {
      const decoded = decoder.decode(blocks.next(path));
      expect(decoded).to.have.property('type', 'headers');
      expect(decoded).to.have.deep.property('headers', [
        { name: ':method', value: 'POST' },
        { name: ':scheme', value: 'http' },
        { name: ':authority', value: '127.0.0.1:2379' },
        { name: ':path', value: path },
        { name: 'content-type', value: 'application/grpc' },
        { name: 'user-agent', value: 'atoll-bench/1' },
        { name: 'te', value: 'trailers' },
      ]);
    }
  });

  it('are an index a field once the table is warm, and the same bytes from then on', () => {
    const blocks = new RequestBlocks('127.0.0.1:2379');
    blocks.next(PUT);
    const warm = blocks.next(PUT);
    expect(warm).to.have.length(7);
    expect(blocks.next(PUT)).to.equal(warm);
  });
});
