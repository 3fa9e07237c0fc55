/**
 * etcdserverpb.Auth of a server that has no users: reading answers what an etcd without users and roles answers;
 * creating any is refused, because nothing would protect what they are meant to protect.
 */
import { unsignedLongOf } from '../../codec/etcd-scalars.ts';
import { etcdserverpb } from '../../gen/etcd.js';
import { currentHeader } from '../context.ts';
import type { ApiContext } from '../context.ts';
import { ERROR, refused } from '../errors.ts';
import type { Status } from '../status.ts';
import { unary } from '../surface.ts';
import type { Decoder, Encoder, Method } from '../surface.ts';

const pb = etcdserverpb;

const NO_AUTH = refused(
  'users and roles are not supported by this release: restrict who reaches the client port instead',
);
/** etcd's auth revision before anything was changed. */
const FIRST_AUTH_REVISION = unsignedLongOf(1);

export function authMethods(context: ApiContext): Method[] {
  const header = (): etcdserverpb.ResponseHeader.$Properties => currentHeader(context);
  return [
    unary(path('AuthStatus'), pb.AuthStatusRequest, pb.AuthStatusResponse, (call) =>
      call.reply({ header: header(), enabled: false, authRevision: FIRST_AUTH_REVISION }),
    ),
    // Turning off what is off succeeds in etcd, too.
    unary(path('AuthDisable'), pb.AuthDisableRequest, pb.AuthDisableResponse, (call) =>
      call.reply({ header: header() }),
    ),
    unary(path('UserList'), pb.AuthUserListRequest, pb.AuthUserListResponse, (call) =>
      call.reply({ header: header() }),
    ),
    unary(path('RoleList'), pb.AuthRoleListRequest, pb.AuthRoleListResponse, (call) =>
      call.reply({ header: header() }),
    ),
    failing('AuthEnable', pb.AuthEnableRequest, pb.AuthEnableResponse, () => ERROR.rootUserNotFound),
    failing('Authenticate', pb.AuthenticateRequest, pb.AuthenticateResponse, () => ERROR.authNotEnabled),
    ...userMethods(),
    ...roleMethods(),
  ];
}

function userMethods(): Method[] {
  const notFound = (): Status => ERROR.userNotFound;
  return [
    failing('UserAdd', pb.AuthUserAddRequest, pb.AuthUserAddResponse, ({ name }) =>
      name === '' ? ERROR.userEmpty : NO_AUTH,
    ),
    failing('UserGet', pb.AuthUserGetRequest, pb.AuthUserGetResponse, notFound),
    failing('UserDelete', pb.AuthUserDeleteRequest, pb.AuthUserDeleteResponse, notFound),
    failing(
      'UserChangePassword',
      pb.AuthUserChangePasswordRequest,
      pb.AuthUserChangePasswordResponse,
      notFound,
    ),
    failing('UserGrantRole', pb.AuthUserGrantRoleRequest, pb.AuthUserGrantRoleResponse, notFound),
    failing('UserRevokeRole', pb.AuthUserRevokeRoleRequest, pb.AuthUserRevokeRoleResponse, notFound),
  ];
}

function roleMethods(): Method[] {
  const notFound = (): Status => ERROR.roleNotFound;
  return [
    failing('RoleAdd', pb.AuthRoleAddRequest, pb.AuthRoleAddResponse, ({ name }) =>
      name === '' ? ERROR.roleEmpty : NO_AUTH,
    ),
    failing('RoleGet', pb.AuthRoleGetRequest, pb.AuthRoleGetResponse, notFound),
    failing('RoleDelete', pb.AuthRoleDeleteRequest, pb.AuthRoleDeleteResponse, notFound),
    failing(
      'RoleGrantPermission',
      pb.AuthRoleGrantPermissionRequest,
      pb.AuthRoleGrantPermissionResponse,
      ({ perm }) => (perm ? ERROR.roleNotFound : ERROR.permissionNotGiven),
    ),
    failing(
      'RoleRevokePermission',
      pb.AuthRoleRevokePermissionRequest,
      pb.AuthRoleRevokePermissionResponse,
      notFound,
    ),
  ];
}

const path = (name: string): string => `/etcdserverpb.Auth/${name}`;

function failing<Request, Response>(
  name: string,
  request: Decoder<Request>,
  response: Encoder<Response>,
  why: (request: Request) => Status,
): Method {
  return unary(path(name), request, response, (call) => call.fail(why(call.request)));
}
