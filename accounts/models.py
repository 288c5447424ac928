"""A person who signs in."""

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower
from django.utils.functional import cached_property


class UserManager(BaseUserManager):
    def create_user(self, email: str, *, name: str, password: str | None = None, **fields):
        """Make a person. Without a password the account cannot be entered until one is set."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def known_or_new(self, email: str, *, name: str, password: str | None = None) -> "User":
        """The person of an address; made here unless somebody else has just made her."""
        if user := self.filter(email__iexact=email).first():
            return user
        try:
            with transaction.atomic():
                return self.create_user(email, name=name, password=password)
        except IntegrityError:
            return self.get(email__iexact=email)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class NewsMail(models.TextChoices):
    """How news comes that does not wait for its reader. What waits for her is always sent."""

    DAILY = "daily", "Satu surat ringkasan setiap pagi"
    AT_ONCE = "at_once", "Segera, satu surat untuk setiap kabar"
    OFF = "off", "Tidak dikirim lewat surel"


class User(AbstractBaseUser):
    """A person. What she may do is told by her memberships (`regions`), never here.

    There is no superuser and no admin site: nobody stands above the rules. A national officer
    of the ministry sees every region; `regions.rules` says what else she may do.
    """

    email = models.EmailField("surel", unique=True)
    name = models.CharField("nama lengkap dengan gelar", max_length=150)
    is_national = models.BooleanField("petugas nasional", default=False)
    is_active = models.BooleanField("aktif", default=True)
    joined_at = models.DateTimeField("bergabung", auto_now_add=True)
    news_mail = models.CharField(
        "kabar lewat surel", max_length=8, choices=NewsMail, default=NewsMail.DAILY
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    is_staff = False
    is_superuser = False

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_is_unique_whatever_case"),
        ]

    def __str__(self):
        return self.name or self.email

    @cached_property
    def held_roles(self) -> list[tuple[int, str, int | None]]:
        """The keys of region and agency, and the role, of all that she holds.

        Read once per user object, that is once per request: a changed role takes effect with the
        next page. Through the related name, because memberships live in a room above. A guest
        (narasumber) holds nothing here: no page knows her but that of the sections she reads.
        """
        held = self.memberships.order_by().exclude(role="guest")
        held = held.annotate(signs=models.Exists(self.signatories.of_living().order_by()))
        rows = list(held.values_list("region_id", "role", "agency_id", "signs"))
        if rows:
            self.__dict__["signs_now"] = rows[0][3]  # the same in each: read along with them
        return [row[:3] for row in rows]

    @cached_property
    def signs_now(self) -> bool:
        """Whether a commitment that is being signed names her: her second factor stays on then.

        Through the related name, as her roles: commitments live in a room above.
        """
        if self.held_roles and "signs_now" in self.__dict__:
            return self.__dict__["signs_now"]
        return self.signatories.of_living().exists()

    def is_deputy_in(self, region_key: int) -> bool:
        """Whether she acts there for the coordinator, and is none herself."""
        roles = {role for key, role, _ in self.held_roles if key == region_key}
        return "deputy" in roles and "lead" not in roles

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def has_perm(self, perm, obj=None):
        """Ask the rules (`<room>/rules.py`); an inactive person may nothing."""
        return self.is_active and rules.has_perm(perm, self, obj)

    def has_module_perms(self, app_label):
        return False
