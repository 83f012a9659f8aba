# Sign in, sign up, sign out, who one is
# $name what we call the person, $count a number, $level and $role as the data name them, $area, $department names

account-guest = Not signed in
account-hello = Hello, { $name }
account-signed-in-as = Signed in as { $name }

## Sign in
sign-in-title = Sign in
    .detail = You can read and speak up without signing in.
sign-in-login-label = Phone or name
    .hint = The one you chose when you signed up.
sign-in-password-label = Password
    .show = Show the password
sign-in-action = Sign in
    .done = You are signed in.
sign-in-to-sign-up = No account yet? Sign up
sign-in-keeps = What you sent from this device will move to your account.

## Sign up
sign-up-title = Sign up
    .detail = Then you can support other people’s proposals, and see yours on all your devices.
sign-up-login-label = Phone or name
    .hint = You sign in with it. No one else can see it. The city only keeps a scrambled form of it.
sign-up-password-label = Password
    .hint = At least 8 characters. A short sentence that no one can guess is best.
sign-up-name-label = What may we call you?
    .hint = You may leave this out. No one else can see it.
sign-up-action = Sign up
    .done = Welcome! You have an account now.
sign-up-to-sign-in = Have an account? Sign in

## Sign out
sign-out-action = Sign out
    .done = You are signed out.
sign-out-ask = { $count ->
    [one] { $count } item is not sent yet. Sign out now?
   *[other] { $count } items are not sent yet. Sign out now?
}
    .detail = If you sign out now, they will be deleted. You can also wait until they are sent.
    .wait = Wait until they are sent
    .discard = Delete and sign out

## Who one is
account-level = { $level ->
    [guest] No account
    [unverified] Signed up
    [contact_verified] Contact verified
    [resident_verified] Resident verified
   *[other] Other
}
account-level-meaning = { $level ->
    [guest] You can speak up. To support other proposals, please sign up.
    [unverified] You can speak up and support other proposals.
    [contact_verified] We have checked your phone or address.
    [resident_verified] We have checked that you live here.
   *[other] Please get the new version of the app to see this.
}
account-role = { $role ->
    [coordinator] Coordinator
    [officer] Department officer
    [supervisor] Citizen supervisor
    [administrator] Administrator
   *[other] City staff
}
    .area = { account-role } · { $area }
    .department = { account-role } · { $department }
