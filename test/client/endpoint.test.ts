import { expect } from 'chai';
import { ClientError, parseEndpoint, parseEndpoints } from '../../src/client/index.ts';

describe('an endpoint', () => {
  it('is host and port, with or without a scheme', () => {
    expect(parseEndpoint('127.0.0.1:2379')).to.deep.equal({ address: '127.0.0.1:2379', scheme: null });
    expect(parseEndpoint(' http://eu-1.example:2379/ ')).to.deep.equal({
      address: 'eu-1.example:2379',
      scheme: 'http',
    });
    expect(parseEndpoint('https://[::1]:2379')).to.deep.equal({ address: '[::1]:2379', scheme: 'https' });
  });

  it('is refused by name when it could only fail later', () => {
    for (const text of [
      'localhost',
      '127.0.0.1:',
      'host:99999',
      'http://host:1/path',
      'ftp://host:1',
      '::1:2379',
      '',
    ]) {
      expect(() => parseEndpoint(text), text)
        .to.throw(ClientError, `endpoint "${text}"`)
        .with.property('kind', 'invalid');
    }
  });

  it('may stand in a list once or twice, and then is asked once', () => {
    expect(parseEndpoints('a:1, https://b:2/,a:1,')).to.deep.equal(['a:1', 'https://b:2']);
    expect(() => parseEndpoints(' ,')).to.throw(ClientError, 'name at least one');
  });
});
