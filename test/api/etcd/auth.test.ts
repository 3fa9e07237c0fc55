import { expect } from 'chai';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import { answered, failed, Kit } from '../support/kit.ts';
import type { MessageType, Outcome } from '../support/kit.ts';

describe('api/etcd/auth', () => {
  let kit: Kit;
  beforeEach(() => {
    kit = new Kit();
  });
  const NOTHING = new Uint8Array(0);

  function call<Properties, Message>(
    name: string,
    response: MessageType<Properties, Message>,
    request: Uint8Array = NOTHING,
  ): Outcome<Message> {
    return kit.call(`/etcdserverpb.Auth/${name}`, request, response);
  }

  it('says that authentication is off', () => {
    const status = answered(call('AuthStatus', pb.AuthStatusResponse));
    expect(status.enabled).to.equal(false);
    expect(status.authRevision.toNumber()).to.equal(1);
    expect(status.header?.revision?.toNumber()).to.equal(1);
  });

  it('lists no users and no roles, and turns off what is off', () => {
    expect(answered(call('UserList', pb.AuthUserListResponse)).users).to.deep.equal([]);
    expect(answered(call('RoleList', pb.AuthRoleListResponse)).roles).to.deep.equal([]);
    answered(call('AuthDisable', pb.AuthDisableResponse));
  });

  it('answers like an etcd without users where it can', () => {
    const precondition = (why: string): string => `FAILED_PRECONDITION: etcdserver: ${why}`;
    expect(failed(call('AuthEnable', pb.AuthEnableResponse))).to.equal(
      precondition('root user does not exist'),
    );
    expect(failed(call('Authenticate', pb.AuthenticateResponse))).to.equal(
      precondition('authentication is not enabled'),
    );
    const noUser = precondition('user name not found');
    expect(failed(call('UserGet', pb.AuthUserGetResponse))).to.equal(noUser);
    expect(failed(call('UserDelete', pb.AuthUserDeleteResponse))).to.equal(noUser);
    expect(failed(call('UserChangePassword', pb.AuthUserChangePasswordResponse))).to.equal(noUser);
    expect(failed(call('UserGrantRole', pb.AuthUserGrantRoleResponse))).to.equal(noUser);
    expect(failed(call('UserRevokeRole', pb.AuthUserRevokeRoleResponse))).to.equal(noUser);
    const noRole = precondition('role name not found');
    expect(failed(call('RoleGet', pb.AuthRoleGetResponse))).to.equal(noRole);
    expect(failed(call('RoleDelete', pb.AuthRoleDeleteResponse))).to.equal(noRole);
    expect(failed(call('RoleRevokePermission', pb.AuthRoleRevokePermissionResponse))).to.equal(noRole);
    const grant = pb.AuthRoleGrantPermissionRequest.encode({ name: 'r', perm: {} }).finish();
    expect(failed(call('RoleGrantPermission', pb.AuthRoleGrantPermissionResponse, grant))).to.equal(noRole);
    expect(failed(call('RoleGrantPermission', pb.AuthRoleGrantPermissionResponse))).to.equal(
      'INVALID_ARGUMENT: etcdserver: permission not given',
    );
  });

  it('refuses to create users and roles that nothing would heed', () => {
    const user = pb.AuthUserAddRequest.encode({ name: 'ann', password: 'x' }).finish();
    expect(failed(call('UserAdd', pb.AuthUserAddResponse, user))).to.match(
      /^FAILED_PRECONDITION: atoll: users/,
    );
    const role = pb.AuthRoleAddRequest.encode({ name: 'reader' }).finish();
    expect(failed(call('RoleAdd', pb.AuthRoleAddResponse, role))).to.match(
      /^FAILED_PRECONDITION: atoll: users/,
    );
    expect(failed(call('UserAdd', pb.AuthUserAddResponse))).to.equal(
      'INVALID_ARGUMENT: etcdserver: user name is empty',
    );
    expect(failed(call('RoleAdd', pb.AuthRoleAddResponse))).to.equal(
      'INVALID_ARGUMENT: etcdserver: role name is empty',
    );
  });
});
