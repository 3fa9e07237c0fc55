import { expect } from 'chai';
import { ClientError, parseEndpoint, parseEndpoints } from '../../src/client/index.ts';

describe('an endpoint', () => {
  it('is host and port, with or without http://', () => {
    expect(parseEndpoint('127.0.0.1:2379')).to.equal('127.0.0.1:2379');
    expect(parseEndpoint(' http://eu-1.example:2379/ ')).to.equal('eu-1.example:2379');
    expect(parseEndpoint('http://[::1]:2379')).to.equal('[::1]:2379');
  });

  it('is refused by name when it could only fail later', () => {
    for (const text of ['localhost', '127.0.0.1:', 'host:99999', 'http://host:1/path', '::1:2379', '']) {
      expect(() => parseEndpoint(text), text)
        .to.throw(ClientError, `endpoint "${text}"`)
        .with.property('kind', 'invalid');
    }
  });

  it('is refused with https, which is not spoken', () => {
    expect(() => parseEndpoint('https://127.0.0.1:2379')).to.throw(ClientError, 'plain HTTP/2 only');
  });

  it('may stand in a list once or twice, and then is asked once', () => {
    expect(parseEndpoints('a:1, b:2,a:1,')).to.deep.equal(['a:1', 'b:2']);
    expect(() => parseEndpoints(' ,')).to.throw(ClientError, 'name at least one');
  });
});
